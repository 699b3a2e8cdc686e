package health.keyward.history.keycloak;

import health.keyward.audit.Touch;
import health.keyward.audit.Veto;
import health.keyward.history.store.People;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Nobody is made with an id the history already knows: an import could otherwise give a deleted person's id, and with it their past, to somebody else
 * (SD-4, 164.312(a)(2)(i)). A realm that is made anew may bring its people back.
 */
record OneIdForLife(KeycloakSession session, People people) implements Veto {
    @Override
    public Optional<String> refuses(List<Touch> touches, Call call) {
        RealmModel realm = session.getContext().getRealm();
        Set<String> made = new HashSet<>(ids(touches, Touch.Kind.INSERTED));
        made.removeAll(ids(touches, Touch.Kind.DELETED));
        if (realm == null || made.isEmpty() || touches.stream().anyMatch(OneIdForLife::isNewRealm)) {
            return Optional.empty();
        }
        boolean known = new Database(session).read(tx -> people.anyKnown(tx, new RealmId(realm.getId()), made));
        return known ? Optional.of("this id belonged to somebody else") : Optional.empty();
    }

    private static Set<String> ids(List<Touch> touches, Touch.Kind kind) {
        return touches.stream()
                .filter(touch -> touch.thing().equals("User") && touch.kind() == kind)
                .map(Touch::id)
                .collect(Collectors.toSet());
    }

    private static boolean isNewRealm(Touch touch) {
        return touch.thing().equals("Realm") && touch.kind() == Touch.Kind.INSERTED;
    }
}
