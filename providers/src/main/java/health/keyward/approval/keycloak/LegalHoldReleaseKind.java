package health.keyward.approval.keycloak;

import health.keyward.approval.Change;
import health.keyward.audit.Retention;
import health.keyward.audit.Retention.Act;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Releases a legal hold. Asked: {@code person} (user id) or {@code wholeRealm} (true). */
final class LegalHoldReleaseKind extends RetentionKind {
    static final String KIND = "legal-hold-release";

    LegalHoldReleaseKind(Retention retention) {
        super(retention);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    Act.Release act(RealmId realm, Map<String, String> asked) {
        only(asked, "person", "wholeRealm");
        return new Act.Release(realm, whom(asked));
    }

    @Override
    String title(Act act) {
        return "Release the legal hold on " + LegalHoldKind.on(((Act.Release) act).person());
    }

    @Override
    @Nullable
    UserId subject(Act act) {
        return ((Act.Release) act).person();
    }

    @Override
    List<Change.Line> lines(Act act, Map<String, String> facts) {
        return List.of(new Change.Line(
                "legal hold on " + LegalHoldKind.on(((Act.Release) act).person()), facts.get("reason"), null));
    }
}
