import '../elements/support-code-input/support-code-input.define.ts';
