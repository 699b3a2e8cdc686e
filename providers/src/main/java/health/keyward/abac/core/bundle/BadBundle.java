package health.keyward.abac.core.bundle;

/** Why a bundle is not taken. The message is for administrators and holds no value of a question. */
public final class BadBundle extends Exception {
    private static final long serialVersionUID = 1;

    private final Fault fault;

    public BadBundle(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    /** What kind of wrong it is. */
    public enum Fault {
        /** No gzip, no tar, or JSON where there is none. */
        UNREADABLE,
        TOO_LARGE,
        /** A name that leads out of the bundle, a link, or one name twice. */
        BAD_NAME,
        /** Something every bundle has is not there. */
        INCOMPLETE,
        /** Not signed, not by the key that is trusted, or not what was signed. */
        BAD_SIGNATURE,
        /** The plan calls what the engine does not know. */
        NOT_SUPPORTED,
        /** One of its own cases is decided otherwise. */
        FAILED_CASE
    }

    public Fault fault() {
        return fault;
    }

    public String told() {
        return String.valueOf(getMessage());
    }
}
