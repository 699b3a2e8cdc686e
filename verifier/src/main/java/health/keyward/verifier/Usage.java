package health.keyward.verifier;

/** Wrong words on the command line. */
public final class Usage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Usage(String what) {
        super(what);
    }
}
