package health.keyward.local.apply;

/** Second factor, no direct grants, no bootstrap administrator and no impersonation in the master realm. */
public final class MasterRealm {
    private MasterRealm() {}

    /**
     * Makes the named administrator with password and one-time code, binds the flow that asks for both, and lastly removes
     * every temporary bootstrap account, the caller's own included. Doing it twice changes nothing.
     *
     * @param admin connected as the bootstrap administrator; useless afterwards
     */
    public static void harden(RealmApi admin, String administrator, PersonSecret secret) {
        throw new UnsupportedOperationException("The master realm cannot be hardened yet");
    }
}
