package health.keyward.verifier;

/** Something that was read is not what its format asks for. Thrown often on damaged input, therefore without a stack trace. */
public final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Malformed(String what) {
        super(what, null, false, false);
    }

    /** In words, never null. */
    public String what() {
        String message = getMessage();
        return message == null ? "malformed" : message;
    }
}
