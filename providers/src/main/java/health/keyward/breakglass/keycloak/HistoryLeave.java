package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.core.EmergencyOpening;
import health.keyward.breakglass.core.RecoveryRoles;
import health.keyward.history.ReadingLeave;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An emergency account reads the history of sign-ins only while another custodian lets it (EA-6). */
record HistoryLeave(EmergencyDoor door) implements ReadingLeave {
    private static final String WHY =
            "An emergency account reads the history of sign-ins only after another custodian than"
                    + " the one who began has allowed it, for 15 minutes. Ask one to open /realms/{realm}/keyward/breakglass/custodian"
                    + " with a key of their own and to choose: Allow reading.";

    @Override
    public Set<String> roles() {
        return Set.of(RecoveryRoles.ROLE);
    }

    @Override
    public Optional<String> refuses(RealmId realm, Actor reader) {
        @Nullable String account = reader.userId();
        @Nullable String session = reader.sessionId();
        if (account == null || session == null) {
            return Optional.of(WHY);
        }
        Optional<EmergencyOpening> newest = door.newest(realm, account);
        return newest.flatMap(opening -> door.allowed(opening).filter(one -> one.lets(opening, session, door.now())))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(WHY);
    }
}
