package health.keyward.console.stub;

import health.keyward.contract.breakglass.BreakGlassEligibility;
import health.keyward.contract.breakglass.BreakGlassEligibilityDraft;
import health.keyward.contract.breakglass.BreakGlassEligible;
import health.keyward.contract.breakglass.BreakGlassListProposed;
import health.keyward.contract.breakglass.BreakGlassListVersion;
import health.keyward.contract.breakglass.BreakGlassReason;
import health.keyward.contract.breakglass.BreakGlassReasons;
import health.keyward.contract.breakglass.BreakGlassReasonsDraft;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may break the glass and why: nurses alone, billing with a second person; two reasons. */
public final class GlassScene {
    public static final BreakGlassEligible NURSES =
            new BreakGlassEligible("ROLE", "r-1", "nurse", List.of("ward-board"), List.of(), true);
    public static final BreakGlassEligible BILLING =
            new BreakGlassEligible("GROUP", "g-1", "/Billing", List.of(), List.of("limited"), false);
    public static final BreakGlassReason EMERGENCY = new BreakGlassReason(
            "EMERGENCY_TREATMENT",
            "ETREAT",
            "I am treating this patient",
            "Atiendo al paciente",
            240,
            false,
            List.of());
    public static final BreakGlassReason OTHER =
            new BreakGlassReason("OTHER", "BTG", "Something else", "Otro motivo", 60, true, List.of());

    private final Clock clock;
    private @Nullable Object handedIn;

    GlassScene(Clock clock) {
        this.clock = clock;
    }

    void reset() {
        handedIn = null;
    }

    /** What was proposed last; null when nothing was. */
    public @Nullable Object handedIn() {
        return handedIn;
    }

    BreakGlassEligibility eligibility(boolean none) {
        return none
                ? new BreakGlassEligibility(0, List.of(), 24, "", "", List.of())
                : new BreakGlassEligibility(
                        3, List.of(NURSES, BILLING), 24, "Call 555", "Llame al 555", List.of(version(3)));
    }

    BreakGlassReasons reasons(boolean none) {
        return none
                ? new BreakGlassReasons(0, List.of(EMERGENCY, OTHER), List.of("sensitive"), List.of())
                : new BreakGlassReasons(2, List.of(EMERGENCY, OTHER), List.of("sensitive"), List.of(version(2)));
    }

    BreakGlassListProposed propose(BreakGlassEligibilityDraft draft) {
        handedIn = draft;
        return new BreakGlassListProposed(MapScene.PROPOSAL);
    }

    BreakGlassListProposed propose(BreakGlassReasonsDraft draft) {
        handedIn = draft;
        return new BreakGlassListProposed(MapScene.PROPOSAL);
    }

    private BreakGlassListVersion version(int number) {
        return new BreakGlassListVersion(
                number,
                "5c".repeat(32),
                "victor.hale",
                "anneke.devries",
                MapScene.PROPOSAL,
                clock.instant().minus(Duration.ofDays(9)),
                "the yearly review");
    }
}
