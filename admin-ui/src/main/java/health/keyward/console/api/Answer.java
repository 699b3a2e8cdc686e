package health.keyward.console.api;

import health.keyward.contract.Problem;
import java.util.function.Function;

/** How a call to the admin API ended. A view handles every ending. */
public sealed interface Answer<T> {
    record Ok<T>(T value) implements Answer<T> {}

    /** The API wants a stronger or fresher sign-in first (RFC 9470); seconds, -1 when the age does not matter. */
    record StepUpFirst<T>(String acrValues, int maxAge) implements Answer<T> {}

    /** There is no token that works any more. */
    record SignInAgain<T>() implements Answer<T> {}

    /** The API knows who is asking and says no. */
    record Forbidden<T>(Problem problem) implements Answer<T> {}

    /** Anything else; {@code status} 0 says the API was not reached. */
    record Failed<T>(Problem problem) implements Answer<T> {}

    default <U> Answer<U> map(Function<T, U> change) {
        return switch (this) {
            case Ok<T> ok -> new Ok<>(change.apply(ok.value()));
            case StepUpFirst<T> first -> new StepUpFirst<>(first.acrValues(), first.maxAge());
            case SignInAgain<T> again -> new SignInAgain<>();
            case Forbidden<T> no -> new Forbidden<>(no.problem());
            case Failed<T> failed -> new Failed<>(failed.problem());
        };
    }
}
