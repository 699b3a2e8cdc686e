package health.keyward.contract.inactivity;

/** What is to become of a role or group that was taken. */
public record DecideInactivityKept(Decision decision, String reason) {
    public enum Decision {
        GIVE,
        DROP
    }
}
