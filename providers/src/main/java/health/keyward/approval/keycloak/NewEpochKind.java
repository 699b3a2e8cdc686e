package health.keyward.approval.keycloak;

import health.keyward.approval.Change;
import health.keyward.audit.Retention;
import health.keyward.audit.Retention.Act;
import health.keyward.kernel.RealmId;
import java.util.List;
import java.util.Map;

/**
 * Lets a log that refuses to be signed go on in a new epoch. Asked: {@code reason}, which becomes the first entry of the epoch. What would be closed is
 * shown by what was signed of it: no checkpoint is made while the log refuses, so that the proposal stays true although entries go on coming.
 */
final class NewEpochKind extends RetentionKind {
    static final String KIND = "new-epoch";

    NewEpochKind(Retention retention) {
        super(retention);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    Act.NewEpoch act(RealmId realm, Map<String, String> asked) {
        only(asked, "reason");
        return new Act.NewEpoch(realm, text(asked, "reason", 10, 500));
    }

    @Override
    String title(Act act) {
        return "Let the log go on in a new epoch";
    }

    @Override
    List<Change.Line> lines(Act act, Map<String, String> facts) {
        return List.of(
                new Change.Line("epoch " + facts.get("epoch"), "goes on, not signed", "closed"),
                new Change.Line("signed entries of it", facts.get("signed"), facts.get("signed")),
                new Change.Line("new epoch", null, "begins with the reason"));
    }
}
