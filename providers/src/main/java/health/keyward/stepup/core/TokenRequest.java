package health.keyward.stepup.core;

import health.keyward.stepup.Need;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token is about to be issued; nobody can be asked for anything any more, only refused (SU-2). How old a proof may be is asked where an app is
 * authorized: with a code, an exchange; a password is given in the same request. A refresh goes on with what was authorized then, {@code auth_time} says when that was, and only a level
 * that is no longer enough ends it. What a refreshed token says of its level is what the token before it said, or there is no such token (SU-3).
 *
 * @param level Keycloak's number of the level that was shown for this app
 * @param provenAt when that level or a higher one was last shown in the session; null when that is not known
 * @param refreshes the level the refresh token was issued with; null when it is not a refresh, or the token is of a time when this was not noted
 */
public record TokenRequest(
        Grant grant,
        int level,
        @Nullable Instant provenAt,
        @Nullable Integer refreshes) {
    /** How an app comes by a token. */
    public enum Grant {
        CODE,
        REFRESH,
        PASSWORD,
        EXCHANGE
    }

    /** Why it gets none. */
    public sealed interface Refusal {
        /** More has to be shown. */
        record NotEnough(Need need) implements Refusal {}

        /** The app was authorized anew with another level since; whoever holds the older token does not get what was shown for the newer one. */
        record LevelChanged(int from, int to) implements Refusal {}
    }

    /** @param since how long ago at most the sign-in ended whose code is brought now */
    public Optional<Refusal> refusedBy(Need need, Instant now, Duration since) {
        if (refreshes != null && refreshes != level) {
            return Optional.of(new Refusal.LevelChanged(refreshes, level));
        }
        if (need.because().isEmpty()) {
            return Optional.empty();
        }
        boolean enough = level >= need.level().loa() && isFresh(need.maxAge(), now, since);
        return enough ? Optional.empty() : Optional.of(new Refusal.NotEnough(need));
    }

    private boolean isFresh(@Nullable Duration age, Instant now, Duration since) {
        if (age == null) {
            return true;
        }
        return switch (grant) {
            case REFRESH, PASSWORD -> true;
            case CODE -> isAfter(now.minus(age).minus(since));
            case EXCHANGE -> isAfter(now.minus(age));
        };
    }

    private boolean isAfter(Instant earliest) {
        return provenAt != null && !provenAt.isBefore(earliest);
    }
}
