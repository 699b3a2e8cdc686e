package health.keyward.contract.stepup;

/** Where an enrolment link stands. */
public enum EnrolmentState {
    /** To be printed; nobody has seen the code yet. */
    PREPARED,
    ISSUED,
    USED,
    EXPIRED,
    /** Too many wrong passwords, or a newer link took its place. */
    DEAD
}
