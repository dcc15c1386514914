import '../elements/support-guest-gate/support-guest-gate.define.ts';
