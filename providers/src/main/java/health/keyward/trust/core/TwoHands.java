package health.keyward.trust.core;

import health.keyward.audit.Touch;
import health.keyward.audit.Veto;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether two system administrators stand behind every protected role that a transaction gives or takes. Asked after {@link ProtectedRoles}, which says who
 * may do it at all. While a realm has fewer than two system administrators with a second factor, one is enough, and that is recorded.
 */
public final class TwoHands {
    private final ProtectedRoles roles;
    private final Agreements agreements;

    public TwoHands(ProtectedRoles roles, Agreements agreements) {
        this.roles = roles;
        this.agreements = agreements;
    }

    /** What the rule needs to know. */
    public interface Agreements {
        /** Whether the realm asks for two persons. */
        boolean wanted();

        /** Whether two persons confirmed exactly this row. */
        boolean confirmed(Touch touch);

        /** Whether the realm had two system administrators with a second factor before this transaction. */
        boolean possible(List<Touch> touches);

        /** Records that one person was enough, because there was no second one. */
        void alone(Touch touch, Veto.Call call);
    }

    public Optional<String> refuses(List<Touch> touches, Veto.Call call) {
        if (!agreements.wanted()) {
            return Optional.empty();
        }
        Set<String> leaving = touches.stream()
                .filter(t -> t.thing().equals("User") && t.kind() == Touch.Kind.DELETED)
                .map(Touch::id)
                .collect(Collectors.toSet());
        List<Touch> unconfirmed = touches.stream()
                .filter(t -> t.ref("user").filter(leaving::contains).isEmpty())
                .filter(roles::givesOrTakes)
                .filter(t -> !agreements.confirmed(t))
                .toList();
        if (unconfirmed.isEmpty()) {
            return Optional.empty();
        }
        if (agreements.possible(touches)) {
            return Optional.of("a protected role is given and taken by two system administrators: propose it");
        }
        agreements.alone(unconfirmed.getFirst(), call);
        return Optional.empty();
    }
}
