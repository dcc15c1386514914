import './endpoint.ts';
import '../elements/support-center/support-center.define.ts';
