package health.keyward.abac.core.ir;

import health.keyward.abac.Failure;

/** Ends an evaluation. Carries no stack: a refusal must be cheap. */
final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Failure failure;

    Stop(Failure failure, String detail) {
        super(detail, null, false, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
