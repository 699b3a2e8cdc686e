package health.keyward.console.stub;

import health.keyward.contract.stepup.EnrolmentCode;
import health.keyward.contract.stepup.EnrolmentRow;
import health.keyward.contract.stepup.EnrolmentState;
import health.keyward.contract.stepup.PersonFactors;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Somebody with two factors, and a printed link that waits for who confirmed it. */
public final class RecoveryScene {
    public static final String TELEPHONE = "44444444-4444-4444-8444-444444444444";
    public static final String CODE = "ABCD-EFGH-JKMN-PQRS-TVWX";

    private final Clock clock;
    private volatile boolean shown;

    RecoveryScene(Clock clock) {
        this.clock = clock;
    }

    void reset() {
        shown = false;
    }

    PersonFactors factors(String person) {
        return new PersonFactors(
                person,
                "cdiaz",
                true,
                List.of(
                        new PersonFactors.Factor(
                                TELEPHONE, "otp", "Telephone", clock.instant().minus(Duration.ofDays(90))),
                        new PersonFactors.Factor(
                                "55555555-5555-4555-8555-555555555555", "webauthn-passwordless", null, null)),
                List.of("AUTHENTICATOR_APP", "PASSKEY"),
                1,
                List.of("IN_PERSON", "VOUCHED_BY_MANAGER", "VIDEO_CALL"),
                List.of("STAFF_BADGE_WITH_PHOTO", "GOVERNMENT_PHOTO_ID", "PROFESSIONAL_LICENCE", "NONE"),
                null);
    }

    EnrolmentRow link(String proposal) {
        return new EnrolmentRow(
                proposal,
                Scenes.idOf("cdiaz"),
                "AUTHENTICATOR_APP",
                "PRINTED",
                shown ? EnrolmentState.ISSUED : EnrolmentState.PREPARED,
                clock.instant().plus(Duration.ofMinutes(14)),
                null,
                !shown);
    }

    EnrolmentCode code() {
        shown = true;
        return new EnrolmentCode(
                CODE,
                "https://id.hospital.example/realms/hospital/keyward/stepup/enrol",
                clock.instant().plus(Duration.ofMinutes(14)));
    }
}
