package health.keyward.approval.core;

import health.keyward.approval.Approvable.Reading;
import health.keyward.approval.Proposal;
import health.keyward.approval.Proposal.State;
import health.keyward.approval.Refusal;
import health.keyward.approval.Signatory;
import health.keyward.kernel.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a person may decide about a proposal. Two accounts in one hand look like two persons; that is for identity proofing to prevent. */
public final class TwoPersons {
    /** How long a proposal waits. */
    public static final Duration LIFETIME = Duration.ofHours(24);
    /** How old the second factor of the second person may be. */
    public static final Duration FRESH = Duration.ofMinutes(5);

    private final People people;

    public TwoPersons(People people) {
        this.people = people;
    }

    /** Who somebody is right now, by the user model. */
    @FunctionalInterface
    public interface People {
        /** Whether the person exists, is enabled, and holds the realm role. */
        boolean hold(UserId person, String role);

        /** Whether whoever proposed it still might. */
        default boolean stillPropose(Proposal proposal, String role) {
            return hold(new UserId(proposal.proposed().userId()), role);
        }
    }

    /**
     * @param hash as the second person gave it
     * @param role both persons need
     * @param now what the proposal would do as things stand
     */
    public Optional<Refusal> confirms(
            Proposal proposal, Signatory by, String hash, String role, Reading now, Instant at) {
        return open(proposal, at)
                .or(() -> secondPerson(proposal, by, role))
                .or(() -> when(by.secondFactorAt().plus(FRESH).isBefore(at), Refusal.NOT_FRESH))
                .or(() -> when(!people.stillPropose(proposal, role), Refusal.PROPOSER_GONE))
                .or(() -> when(!same(proposal.hash(), hash), Refusal.OTHER_HASH))
                .or(() -> when(!Payload.hash(proposal.payload()).equals(proposal.hash()), Refusal.PAYLOAD_CHANGED))
                .or(() -> concerned(proposal, by))
                .or(() -> when(!isStill(proposal, now), Refusal.STALE));
    }

    public Optional<Refusal> declines(Proposal proposal, Signatory by, String role, Instant at) {
        return open(proposal, at).or(() -> secondPerson(proposal, by, role));
    }

    public Optional<Refusal> withdraws(Proposal proposal, Signatory by, Instant at) {
        return open(proposal, at)
                .or(() -> when(!proposal.proposed().userId().equals(by.actor().userId()), Refusal.NOT_PROPOSER));
    }

    private static Optional<Refusal> open(Proposal proposal, Instant at) {
        return when(proposal.state() != State.OPEN, Refusal.NOT_OPEN)
                .or(() -> when(!at.isBefore(proposal.expiresAt()), Refusal.EXPIRED));
    }

    private Optional<Refusal> secondPerson(Proposal proposal, Signatory by, String role) {
        String person = String.valueOf(by.actor().userId());
        return when(proposal.proposed().userId().equals(person), Refusal.SAME_PERSON)
                .or(() -> when(proposal.proposed().sessionId().equals(by.actor().sessionId()), Refusal.SAME_SESSION))
                .or(() -> when(
                        !proposal.realm().equals(by.realm())
                                || !by.realm().value().equals(by.actor().realmId())
                                || !people.hold(new UserId(person), role),
                        Refusal.LACKS_ROLE));
    }

    private static Optional<Refusal> concerned(Proposal proposal, Signatory by) {
        UserId subject = Payload.read(proposal.payload()).subject();
        return when(subject != null && subject.value().equals(by.actor().userId()), Refusal.IS_SUBJECT);
    }

    private static boolean isStill(Proposal proposal, Reading now) {
        return switch (now) {
            case Reading.Clear clear -> Payload.text(clear.change()).equals(proposal.payload());
            case Reading.Unclear unclear -> false;
        };
    }

    private static boolean same(String stored, String given) {
        return MessageDigest.isEqual(
                stored.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<Refusal> when(boolean so, Refusal refusal) {
        return so ? Optional.of(refusal) : Optional.empty();
    }
}
