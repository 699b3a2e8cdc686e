package health.keyward.abac.core.access;

/** A request that is not shaped as agreed; the message names the member and says what it must be, without its value. */
public final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String member, String what) {
        super(member + " " + what);
    }
}
