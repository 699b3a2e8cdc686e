package health.keyward.approval.keycloak;

import health.keyward.approval.Change;
import health.keyward.audit.Retention;
import health.keyward.audit.Retention.Act;
import health.keyward.kernel.RealmId;
import java.util.List;
import java.util.Map;

/** Wraps every data key anew. Asked: {@code toEpoch}, the number of a key file that every node has. Confirmed it is ordered, and done right after. */
final class RewrapKeysKind extends RetentionKind {
    static final String KIND = "rewrap-keys";

    RewrapKeysKind(Retention retention) {
        super(retention);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    Act.Rewrap act(RealmId realm, Map<String, String> asked) {
        only(asked, "toEpoch");
        String number = asked.getOrDefault("toEpoch", "");
        if (!number.matches("[1-9][0-9]{0,8}")) {
            throw new Unasked("toEpoch is the number of a key file, such as 2 for kek-2.");
        }
        return new Act.Rewrap(realm, Integer.parseInt(number));
    }

    @Override
    String title(Act act) {
        return "Wrap every data key anew under kek-" + ((Act.Rewrap) act).toEpoch();
    }

    @Override
    List<Change.Line> lines(Act act, Map<String, String> facts) {
        return List.of(new Change.Line(
                "key-encryption key", "kek-" + facts.get("fromEpoch"), "kek-" + ((Act.Rewrap) act).toEpoch()));
    }
}
