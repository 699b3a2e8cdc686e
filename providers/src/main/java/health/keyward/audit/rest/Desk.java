package health.keyward.audit.rest;

import health.keyward.audit.Ledger;
import health.keyward.audit.Projection;
import health.keyward.audit.core.Origin;
import health.keyward.audit.core.SpoolState;
import health.keyward.audit.store.Drills;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Problems;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What every resource of the room works with.
 *
 * @param wholeLog whether the caller may see and do what concerns entries of all realms: the realm is the one of the option {@code evidence-realm}
 * @param kekFiles numbers of the key-encryption key files this node has
 * @param spool what waits on this server's disk
 * @param drill holds a tamper drill; empty while the log is too short for one
 */
public record Desk(
        AdminCall call,
        Database database,
        Ledger ledger,
        Clock clock,
        Origin origin,
        boolean wholeLog,
        List<Projection> projections,
        Set<Integer> kekFiles,
        Supplier<SpoolState> spool,
        Supplier<Optional<Drills.Held>> drill) {
    public Desk {
        projections = List.copyOf(projections);
        kekFiles = Set.copyOf(kekFiles);
    }

    /** @throws health.keyward.keycloak.ProblemException 400 for any other query parameter */
    Desk takes(String... names) {
        Set<String> known = Set.of(names);
        for (String name :
                call.session().getContext().getUri().getQueryParameters().keySet()) {
            if (!known.contains(name)) {
                throw Problems.badRequest(
                        "unknown-parameter",
                        "There is a parameter here that is not known. Known: "
                                + (known.isEmpty() ? "none" : String.join(", ", names)) + ".");
            }
        }
        return this;
    }

    /** @throws health.keyward.keycloak.ProblemException 403 unless the caller's realm is the one that keeps the evidence */
    Desk overWholeLog() {
        if (!wholeLog) {
            throw Problems.forbidden();
        }
        return this;
    }

    /** Records the look, with the question as it was asked. */
    void looked(String what) {
        String query = call.session().getContext().getUri().getRequestUri().getRawQuery();
        call.looked(what, query == null ? "" : query);
    }

    /** A whole number of the query; {@code fallback} when it is not given. */
    long number(String name, long fallback, long least, long most) {
        String text = call.session().getContext().getUri().getQueryParameters().getFirst(name);
        if (text == null) {
            return fallback;
        }
        long value = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
        if (value < least || value > most) {
            throw Problems.badRequest(
                    "bad-number", name + " must be a whole number from " + least + " to " + most + ".");
        }
        return value;
    }
}
