package health.keyward.approval.keycloak;

import health.keyward.approval.Change;
import health.keyward.audit.Retention;
import health.keyward.audit.Retention.Act;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Places a legal hold. Asked: {@code person} (user id) or {@code wholeRealm} (true), {@code reason} (what demands it, such as the number of a case). */
final class LegalHoldKind extends RetentionKind {
    static final String KIND = "legal-hold";

    LegalHoldKind(Retention retention) {
        super(retention);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    Act.Hold act(RealmId realm, Map<String, String> asked) {
        only(asked, "person", "wholeRealm", "reason");
        return new Act.Hold(realm, whom(asked), text(asked, "reason", 3, 200));
    }

    @Override
    String title(Act act) {
        return "Place a legal hold on " + on(((Act.Hold) act).person());
    }

    @Override
    @Nullable
    UserId subject(Act act) {
        return ((Act.Hold) act).person();
    }

    @Override
    List<Change.Line> lines(Act act, Map<String, String> facts) {
        Act.Hold hold = (Act.Hold) act;
        return List.of(new Change.Line("legal hold on " + on(hold.person()), null, hold.reason()));
    }

    static String on(@Nullable UserId person) {
        return person == null ? "the whole realm" : "one person";
    }
}
