package health.keyward.audit.keycloak;

import health.keyward.audit.AuditEvents;
import health.keyward.audit.Entry;
import health.keyward.audit.core.FhirAuditEvent;
import health.keyward.audit.core.Pseudonyms;
import health.keyward.audit.core.Teller;
import health.keyward.audit.core.Told;
import java.util.SortedMap;
import java.util.TreeMap;

/** The words of the feeds for whoever holds an entry. Pseudonyms are those of no feed, so that nobody can put an export and a feed together. */
final class FhirEvents implements AuditEvents {
    /** Cannot be the name of a feed. */
    private static final String EXPORTS = "(exports)";

    private final Pseudonyms pseudonyms;
    private final String host;

    /** @param key of the room, outside the database */
    FhirEvents(byte[] key, String host) {
        this.host = host;
        this.pseudonyms = Pseudonyms.of(key, EXPORTS);
    }

    @Override
    public String fhir(Entry entry, People people, boolean synthetic) {
        Told told = new Teller(health.keyward.audit.core.People.valueOf(people.name()), pseudonyms).tell(entry);
        return FhirAuditEvent.of(synthetic ? marked(told) : told, host);
    }

    private static Told marked(Told told) {
        SortedMap<String, String> facts = new TreeMap<>(told.facts());
        facts.put("synthetic", "true");
        return new Told(
                told.seq(),
                told.seqAt(),
                told.id(),
                told.at(),
                told.realmId(),
                told.kind(),
                told.type(),
                told.failure(),
                told.actor(),
                told.target(),
                told.via(),
                told.changes(),
                facts);
    }
}
