import './endpoint.ts';
import '../elements/support-ticket-thread/support-ticket-thread.define.ts';
