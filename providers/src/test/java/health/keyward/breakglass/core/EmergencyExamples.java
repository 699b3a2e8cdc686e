package health.keyward.breakglass.core;

import health.keyward.breakglass.core.EmergencyOpening.Consent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An emergency account, its custodians and an opening of it. */
public final class EmergencyExamples {
    public static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    public static final Custodian ANA = new Custodian("ana-id", "ana");
    public static final Custodian BEN = new Custodian("ben-id", "ben");
    public static final Custodian CLEO = new Custodian("cleo-id", "cleo");

    private EmergencyExamples() {}

    public static EmergencyAccount sealed() {
        return sealed("sealed-1", EmergencyFactor.PASSKEY, "10.1.0.0/16");
    }

    public static EmergencyAccount sealed(String id, EmergencyFactor factor, String network) {
        return new EmergencyAccount(
                id, id, "When nothing else works", List.of(ANA, BEN, CLEO), "Safe in room 2", factor, List.of(network));
    }

    /** Begun by Ana at noon. */
    public static EmergencyOpening waiting() {
        return new EmergencyOpening(
                UUID.fromString("00000000-0000-4000-8000-000000000001"),
                "sealed-1",
                "sealed-1",
                true,
                "Exercise of November",
                consent(ANA, "session-a", NOON),
                null,
                null,
                null,
                null,
                null);
    }

    /** Joined by Ben at that instant. */
    public static EmergencyOpening open(Instant at) {
        EmergencyOpening waiting = waiting();
        return new EmergencyOpening(
                waiting.id(),
                waiting.account(),
                waiting.accountName(),
                waiting.drill(),
                waiting.why(),
                waiting.first(),
                consent(BEN, "session-b", at),
                null,
                null,
                null,
                null);
    }

    public static EmergencyOpening used(String session, Instant at) {
        EmergencyOpening open = open(at);
        return new EmergencyOpening(
                open.id(),
                open.account(),
                open.accountName(),
                open.drill(),
                open.why(),
                open.first(),
                open.second(),
                session,
                at,
                null,
                null);
    }

    public static Consent consent(Custodian who, String session, Instant at) {
        return new Consent(who.id(), who.name(), session, at);
    }
}
