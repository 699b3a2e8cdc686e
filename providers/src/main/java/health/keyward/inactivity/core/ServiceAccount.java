package health.keyward.inactivity.core;

import health.keyward.kernel.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A confidential client: it has credentials of its own, and so it is an account, whether it acts as itself or for people (IN-11).
 *
 * @param key Keycloak's key of it; stays when the client is renamed
 * @param clientId the name it signs in with
 * @param acts whether it has a service account, so that it may act as itself
 * @param kept whether no step is ever taken against it
 * @param firstSeen when Keyward saw it first; Keycloak keeps no date of creation
 * @param owner who answers for it; null while nobody does
 * @param ownUse last success as itself, to the hour
 * @param otherUse last success for a person, to the hour
 */
public record ServiceAccount(
        String key,
        String clientId,
        @Nullable String name,
        boolean enabled,
        boolean acts,
        boolean kept,
        Instant firstSeen,
        @Nullable Owner owner,
        @Nullable Instant ownUse,
        @Nullable Instant otherUse,
        Place at) {
    /**
     * @param username null when the person is gone
     * @param able whether the person's account is there and enabled
     */
    public record Owner(UserId id, @Nullable String username, boolean able) {}

    public enum State {
        IN_USE,
        /** The owner was told that it will be disabled. */
        WARNED,
        DISABLED
    }

    /**
     * @param delivered when the warning reached the owner; null when it has not
     * @param lost whether the warning was given up
     * @param restarted when the clock was set back to nought; null when it never was
     */
    public record Place(
            State state,
            Instant since,
            @Nullable Instant delivered,
            boolean lost,
            @Nullable Instant restarted) {}

    public boolean answeredFor() {
        return owner != null && owner.able();
    }

    public Optional<Instant> lastUse() {
        return Stream.of(Optional.ofNullable(ownUse), Optional.ofNullable(otherUse))
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
    }

    /** From when its idle days count. */
    Instant idleSince() {
        return Stream.of(lastUse(), Optional.of(firstSeen), Optional.ofNullable(at.restarted()))
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElse(firstSeen);
    }
}
