package health.keyward.console.stub;

import health.keyward.contract.breakglass.BreakGlassListProposed;
import health.keyward.contract.breakglass.EmergencyAdmin;
import health.keyward.contract.breakglass.EmergencyAdminFinding;
import health.keyward.contract.breakglass.EmergencyAdmins;
import health.keyward.contract.breakglass.EmergencyAdminsDraft;
import health.keyward.contract.breakglass.EmergencyUse;
import health.keyward.contract.breakglass.EmergencyUseAction;
import health.keyward.contract.breakglass.EmergencyUseFile;
import health.keyward.contract.breakglass.EmergencyUses;
import health.keyward.contract.breakglass.ReviewEmergencyUse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One emergency account, used in a drill that nobody has reviewed. */
public final class EmergencyScene {
    public static final String USE = "00000000-0000-4000-8000-000000000007";
    public static final EmergencyAdmin SEALED = new EmergencyAdmin(
            "sealed-1",
            "When nothing else works",
            List.of("ana", "ben", "cleo"),
            "Safe in room 2",
            "SECURITY_KEY",
            List.of("10.1.0.0/16"),
            null);

    public static final String ACCOUNT = "00000000-0000-4000-8000-000000000008";

    private static final String OTHER = "00000000-0000-4000-8000-000000000009";

    private final Clock clock;
    private @Nullable Object handedIn;

    EmergencyScene(Clock clock) {
        this.clock = clock;
    }

    void reset() {
        handedIn = null;
    }

    /** What was proposed or reviewed last; null when nothing was. */
    public @Nullable Object handedIn() {
        return handedIn;
    }

    EmergencyAdmins register(boolean none) {
        return none
                ? new EmergencyAdmins(0, List.of(), List.of(), List.of())
                : new EmergencyAdmins(
                        2,
                        List.of(SEALED),
                        List.of(
                                new EmergencyAdminFinding("TOO_FEW_ACCOUNTS", null, null),
                                new EmergencyAdminFinding("DRILL_OVERDUE", "sealed-1", ACCOUNT),
                                new EmergencyAdminFinding("NOT_SEALED", "sealed-1", ACCOUNT),
                                new EmergencyAdminFinding("NOT_SEALED", "sealed-2", OTHER),
                                new EmergencyAdminFinding("NO_AUTHENTICATOR", "sealed-2", OTHER)),
                        List.of());
    }

    EmergencyUses uses(boolean none) {
        return new EmergencyUses(none ? List.of() : List.of(use(null, null)));
    }

    EmergencyUseFile file() {
        return new EmergencyUseFile(
                use(null, null),
                List.of(new EmergencyUseAction(4711, clock.instant(), "UPDATE AUTH_FLOW authentication/flows/f1")));
    }

    EmergencyUseFile review(ReviewEmergencyUse review) {
        handedIn = review;
        return new EmergencyUseFile(use(review.disposition(), review.words()), List.of());
    }

    BreakGlassListProposed propose(EmergencyAdminsDraft draft) {
        handedIn = draft;
        return new BreakGlassListProposed(MapScene.PROPOSAL);
    }

    private EmergencyUse use(@Nullable String disposition, @Nullable String words) {
        Instant began = clock.instant().minus(Duration.ofHours(5));
        return new EmergencyUse(
                USE,
                "sealed-1",
                true,
                "Exercise of November",
                "OVER",
                "ana",
                began,
                "ben",
                began.plusSeconds(60),
                began.plusSeconds(120),
                began.plusSeconds(900),
                "IDENTITY_PROVIDER,MAIL",
                disposition,
                words,
                disposition == null ? null : "dora",
                disposition == null ? null : clock.instant());
    }
}
