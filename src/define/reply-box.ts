import './endpoint.ts';
import '../elements/support-reply-box/support-reply-box.define.ts';
