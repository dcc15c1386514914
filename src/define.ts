/** `helpdock/define`: registers every element of the support center, and lets an `endpoint` attribute speak the HTTP contract. */
import './define/endpoint.ts';
import './elements/support-center/support-center.define.ts';
import './elements/support-provider/support-provider.define.ts';
