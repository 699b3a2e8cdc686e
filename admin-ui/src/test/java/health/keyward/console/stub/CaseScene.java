package health.keyward.console.stub;

import health.keyward.contract.breakglass.AssignBreakGlassCase;
import health.keyward.contract.breakglass.BreakGlassCase;
import health.keyward.contract.breakglass.BreakGlassCaseFact;
import health.keyward.contract.breakglass.BreakGlassCaseFile;
import health.keyward.contract.breakglass.BreakGlassCaseUse;
import health.keyward.contract.breakglass.BreakGlassCaseVerdict;
import health.keyward.contract.breakglass.BreakGlassCaseWord;
import health.keyward.contract.breakglass.BreakGlassCases;
import health.keyward.contract.breakglass.BreakGlassGrant;
import health.keyward.contract.breakglass.BreakGlassQuestion;
import health.keyward.contract.breakglass.GiveBreakGlassVerdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Three cases: one that is overdue with a red flag, one with nothing recorded, and one that the caller may not review. */
public final class CaseScene {
    public static final String FLAGGED = "0a".repeat(16);
    public static final String BLANK = "0b".repeat(16);
    public static final String HINDERED = "0c".repeat(16);

    private final Clock clock;
    private @Nullable Object handedIn;

    CaseScene(Clock clock) {
        this.clock = clock;
    }

    void reset() {
        handedIn = null;
    }

    /** What was sent last; null when nothing was. */
    public @Nullable Object handedIn() {
        return handedIn;
    }

    BreakGlassCases queue(boolean none, @Nullable String state) {
        if (none) {
            return new BreakGlassCases(List.of(), false);
        }
        return "CLOSED".equals(state)
                ? new BreakGlassCases(List.of(row(BLANK, "CLOSED", "APPROPRIATE")), false)
                : new BreakGlassCases(
                        List.of(row(FLAGGED, "OPEN", null), row(BLANK, "OPEN", null), row(HINDERED, "OPEN", null)),
                        false);
    }

    BreakGlassCaseFile file(String id) {
        return file(row(id, "OPEN", null), List.of(), List.of());
    }

    BreakGlassCaseFile assign(String id, AssignBreakGlassCase asked) {
        handedIn = asked;
        return file(id);
    }

    BreakGlassCaseFile ask(String id, BreakGlassQuestion asked) {
        handedIn = asked;
        return file(
                row(id, "ASKED", null),
                List.of(new BreakGlassCaseWord("QUESTION", "mgarcia", now(), String.valueOf(asked.question()))),
                List.of());
    }

    BreakGlassCaseFile judge(String id, GiveBreakGlassVerdict given) {
        handedIn = given;
        var row = row(id, "CLOSED", given.disposition());
        return file(
                row,
                List.of(),
                List.of(new BreakGlassCaseVerdict(
                        String.valueOf(given.disposition()),
                        given.checklist() == null ? List.of() : given.checklist(),
                        given.note() == null ? "" : given.note(),
                        given.blankAttested(),
                        row.used(),
                        "mgarcia",
                        now())));
    }

    private BreakGlassCaseFile file(
            BreakGlassCase row, List<BreakGlassCaseWord> questions, List<BreakGlassCaseVerdict> verdicts) {
        var from = now().minus(Duration.ofHours(90));
        var uses = row.used() == 0
                ? List.<BreakGlassCaseUse>of()
                : List.of(
                        new BreakGlassCaseUse("DECISION", "1d".repeat(16), from, "ward-board", "read", "PERMIT"),
                        new BreakGlassCaseUse("APP", "1e".repeat(16), from, "ward-board", "rest read R", "success"));
        return new BreakGlassCaseFile(
                row,
                new BreakGlassGrant(
                        row.id(),
                        row.personId(),
                        row.username(),
                        "p-7",
                        List.of("ward-board"),
                        "clinical",
                        "read",
                        "BTG",
                        row.reason(),
                        1,
                        from,
                        from.plus(Duration.ofHours(1)),
                        "OVER",
                        false,
                        null,
                        false,
                        from.plus(Duration.ofMinutes(20)),
                        "LOGOUT",
                        null),
                "called to the ward",
                List.of("REPEATED"),
                questions,
                verdicts,
                uses,
                List.of(
                        new BreakGlassCaseFact("ON_SHIFT", false, "YES"),
                        new BreakGlassCaseFact("SAME_UNIT", false, "UNKNOWN"),
                        new BreakGlassCaseFact("VIP", true, row.id().equals(FLAGGED) ? "YES" : "UNKNOWN")),
                row.id().equals(HINDERED) ? "SUBORDINATE" : null);
    }

    private BreakGlassCase row(String id, String state, @Nullable String disposition) {
        boolean flagged = id.equals(FLAGGED);
        var opened = now().minus(flagged ? Duration.ofHours(90) : Duration.ofHours(5));
        return new BreakGlassCase(
                id,
                "u-1",
                flagged ? "ajones" : id.equals(BLANK) ? "bchen" : "cdiaz",
                "COVERING",
                "clinical",
                false,
                false,
                false,
                opened,
                opened.plus(Duration.ofHours(72)),
                flagged && disposition == null,
                state,
                flagged ? 8 : 0,
                flagged ? List.of("VIP") : List.of(),
                List.of("ON_SHIFT"),
                null,
                flagged ? "hkowalczyk" : null,
                flagged ? "ESCALATED" : null,
                id.equals(BLANK) ? 0 : 2,
                disposition,
                disposition == null ? null : now());
    }

    private Instant now() {
        return clock.instant();
    }
}
