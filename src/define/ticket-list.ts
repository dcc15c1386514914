import './endpoint.ts';
import '../elements/support-ticket-list/support-ticket-list.define.ts';
