import './endpoint.ts';
import '../elements/support-provider/support-provider.define.ts';
