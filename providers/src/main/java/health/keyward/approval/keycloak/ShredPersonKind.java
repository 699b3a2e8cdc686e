package health.keyward.approval.keycloak;

import health.keyward.approval.Change;
import health.keyward.audit.Retention;
import health.keyward.audit.Retention.Act;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Erases one person from the evidence. Asked: {@code person} (user id), {@code legalOrder} (its reference; needed while records are young). */
final class ShredPersonKind extends RetentionKind {
    static final String KIND = "shred-person";

    ShredPersonKind(Retention retention) {
        super(retention);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    Act.Shred act(RealmId realm, Map<String, String> asked) {
        only(asked, "person", "legalOrder");
        String order = asked.containsKey("legalOrder") ? text(asked, "legalOrder", 3, 200) : null;
        return new Act.Shred(realm, new UserId(text(asked, "person", 1, 255)), order);
    }

    @Override
    String title(Act act) {
        return "Erase one person from the evidence, for ever";
    }

    @Override
    @Nullable
    UserId subject(Act act) {
        return ((Act.Shred) act).person();
    }

    @Override
    List<Change.Line> lines(Act act, Map<String, String> facts) {
        List<Change.Line> lines = new ArrayList<>();
        lines.add(new Change.Line("data key of the person", "kept", null));
        lines.add(new Change.Line("what names the person in the log", "readable", "sealed for ever"));
        String order = ((Act.Shred) act).legalOrder();
        lines.add(
                order == null
                        ? new Change.Line("records younger than " + facts.get("years") + " years", "none", "none")
                        : new Change.Line("legal order", null, order));
        return lines;
    }
}
