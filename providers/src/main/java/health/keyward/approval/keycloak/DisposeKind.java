package health.keyward.approval.keycloak;

import health.keyward.approval.Change;
import health.keyward.audit.Retention;
import health.keyward.audit.Retention.Act;
import health.keyward.kernel.RealmId;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/** Disposes of months that are older than the floor. Asked: {@code before}, the first month that stays, such as {@code 2020-11}. */
final class DisposeKind extends RetentionKind {
    static final String KIND = "dispose";

    DisposeKind(Retention retention) {
        super(retention);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    Act.Dispose act(RealmId realm, Map<String, String> asked) {
        only(asked, "before");
        try {
            return new Act.Dispose(realm, YearMonth.parse(asked.getOrDefault("before", "")));
        } catch (DateTimeParseException e) {
            throw new Unasked("before is the first month that stays, such as 2020-11.");
        }
    }

    @Override
    String title(Act act) {
        return "Dispose of the evidence from before " + ((Act.Dispose) act).before();
    }

    @Override
    List<Change.Line> lines(Act act, Map<String, String> facts) {
        long last = Long.parseLong(facts.getOrDefault("to", "0")) - 1;
        return List.of(
                new Change.Line("months", facts.get("firstMonth") + " to " + facts.get("lastMonth"), null),
                new Change.Line("entries", facts.get("from") + " to " + last, null),
                new Change.Line("number of entries", facts.get("entries"), null));
    }
}
