package health.keyward.contract.review;

/** Whether somebody still has to do it. */
public enum ReviewTaskState {
    OPEN,
    DONE
}
