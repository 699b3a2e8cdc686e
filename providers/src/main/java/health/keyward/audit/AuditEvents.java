package health.keyward.audit;

/** Puts what happened into the words other systems read. A door of the room; feeds of the ledger say the same. */
public interface AuditEvents {
    /**
     * A FHIR R4 AuditEvent after IHE BALP, as JSON on one line.
     *
     * @param synthetic whether the ledger does not hold it, because it is made up for a demonstration; the event then says so
     */
    String fhir(Entry entry, People people, boolean synthetic);

    /** What is said about people. */
    enum People {
        /** Ids, names, addresses and values as they are recorded. */
        NAMES,
        /** A pseudonym in the place of an id, the same in every export; no names, no free text, no values of what was changed about a person. */
        PSEUDONYMS,
        /** Nothing that tells one person from another. */
        NONE
    }
}
