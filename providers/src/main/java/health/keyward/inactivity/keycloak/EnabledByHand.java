package health.keyward.inactivity.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.audit.Recorded;
import health.keyward.audit.Touch;
import health.keyward.audit.Veto;
import health.keyward.inactivity.store.Standings;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Refuses nothing. Notices, in the transaction itself, that somebody enabled an account the engine had disabled: its chain starts anew, so that when an
 * administrator disables it later, nobody takes that for the engine's doing and lets the person back (IN-10).
 */
record EnabledByHand(KeycloakSession session, Clock clock) implements Veto {
    @Override
    public Optional<String> refuses(List<Touch> touches, Call call) {
        @Nullable RealmModel realm = session.getContext().getRealm();
        if (realm != null) {
            touches.stream()
                    .filter(EnabledByHand::enables)
                    .forEach(touch -> restart(realm, new UserId(touch.id()), call.actor()));
        }
        return Optional.empty();
    }

    static boolean enables(Touch touch) {
        return touch.thing().equals("User")
                && touch.kind() == Touch.Kind.UPDATED
                && touch.fields().stream()
                        .anyMatch(field -> field.name().equals("enabled") && "true".equals(field.after()));
    }

    private void restart(RealmModel realm, UserId person, Actor by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        RealmId id = new RealmId(realm.getId());
        if (new Database(session).write(tx -> new Standings().restart(tx, id, person, now))) {
            @Nullable UserModel user = session.users().getUserById(realm, person.value());
            Doors.open(session, Ledger.class)
                    .acted(new Recorded.Act(
                            "",
                            now,
                            id.value(),
                            "inactivity",
                            "RETURNED",
                            null,
                            null,
                            person.value(),
                            user == null ? null : user.getUsername(),
                            by,
                            Map.of("seen", "enabled by hand")));
        }
    }
}
