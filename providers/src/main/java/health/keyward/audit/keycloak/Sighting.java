package health.keyward.audit.keycloak;

import health.keyward.audit.Recorded;
import health.keyward.audit.Recorded.FieldChange;
import health.keyward.kernel.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** Something a witness saw, before it knows how the transaction ends. */
sealed interface Sighting {
    /** Whether it announced that something succeeded. */
    boolean success();

    /** Whether it is an attempt that came to nothing, recorded apart from everything else. */
    default boolean failure() {
        return false;
    }

    /** The row it becomes. */
    Recorded complete(KeycloakSession session, List<FieldChange> fields);

    /** The mark it leaves when the transaction is rolled back. */
    Optional<Recorded> undone();

    /** A user event; the name of the person is looked up at the end, because nothing may be queried while the event is heard. */
    record OfEvent(Recorded.UserActivity activity) implements Sighting {
        @Override
        public boolean success() {
            return activity.error() == null;
        }

        @Override
        public boolean failure() {
            return !success();
        }

        @Override
        public Recorded complete(KeycloakSession session, List<FieldChange> fields) {
            return Names.complete(session, activity);
        }

        @Override
        public Optional<Recorded> undone() {
            return success()
                    ? Optional.of(new Recorded.Undone(
                            activity.id(),
                            activity.at(),
                            activity.realmId(),
                            activity.type(),
                            activity.userId(),
                            activity.username(),
                            activity.clientId(),
                            activity.address()))
                    : Optional.empty();
        }
    }

    /** An admin event of Keycloak's own, or an act of Keyward's admin API. */
    record OfAdminEvent(Recorded.Change change) implements Sighting {
        @Override
        public boolean success() {
            return true;
        }

        @Override
        public Recorded complete(KeycloakSession session, List<FieldChange> fields) {
            Actor caller = Callers.call(session, true).actor();
            Actor actor =
                    change.actor().userId() != null && change.actor().userId().equals(caller.userId())
                            ? caller
                            : change.actor();
            List<FieldChange> all = new ArrayList<>(change.fields());
            all.addAll(fields);
            return Names.complete(session, Changes.with(change, actor, all));
        }

        @Override
        public Optional<Recorded> undone() {
            return Optional.of(new Recorded.Undone(
                    change.id(),
                    change.at(),
                    change.realmId(),
                    "ADMIN_" + change.operation() + "_" + change.area(),
                    change.actor().userId(),
                    change.actor().username(),
                    change.actor().clientId(),
                    change.actor().address()));
        }
    }

    /** What a room did. */
    record OfAct(Recorded.Act act) implements Sighting {
        @Override
        public boolean success() {
            return act.error() == null;
        }

        @Override
        public Recorded complete(KeycloakSession session, List<FieldChange> fields) {
            return act;
        }

        @Override
        public Optional<Recorded> undone() {
            return success()
                    ? Optional.of(new Recorded.Undone(
                            act.id(),
                            act.at(),
                            act.realmId(),
                            act.type(),
                            act.userId(),
                            act.username(),
                            act.actor().clientId(),
                            act.actor().address()))
                    : Optional.empty();
        }
    }

    /** A decision by which somebody may go on. It was made whatever becomes of the request, so that the entry itself stays where that is undone. */
    record OfDecision(Recorded.Decision decision) implements Sighting {
        @Override
        public boolean success() {
            return true;
        }

        @Override
        public Recorded complete(KeycloakSession session, List<FieldChange> fields) {
            return decision;
        }

        @Override
        public Optional<Recorded> undone() {
            return Optional.of(decision);
        }
    }

    /**
     * A change of roles or groups as the model announced it, or a person about to be removed.
     *
     * @param username of the person concerned, read while the person still exists
     */
    record OfModel(
            Instant at,
            String realmId,
            String operation,
            String area,
            String target,
            @Nullable String targetUserId,
            @Nullable String username)
            implements Sighting {
        @Override
        public boolean success() {
            return false;
        }

        @Override
        public Recorded complete(KeycloakSession session, List<FieldChange> fields) {
            Actor actor = Callers.call(session, false).actor();
            return new Recorded.Change(
                    Witness.freshId(),
                    at,
                    realmId,
                    targetUserId != null && targetUserId.equals(actor.userId())
                            ? Recorded.Source.SELF
                            : Recorded.Source.MODEL,
                    operation,
                    area,
                    target,
                    targetUserId,
                    username,
                    actor,
                    fields,
                    null);
        }

        @Override
        public Optional<Recorded> undone() {
            return Optional.empty();
        }
    }
}
