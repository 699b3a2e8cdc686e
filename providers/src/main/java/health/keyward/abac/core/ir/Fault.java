package health.keyward.abac.core.ir;

/** A built-in function was given what it cannot work with: undefined to the policy. */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1;

    static final Fault OPERAND = new Fault("operand of a type the function does not take");

    Fault(String message) {
        super(message, null, false, false);
    }
}
