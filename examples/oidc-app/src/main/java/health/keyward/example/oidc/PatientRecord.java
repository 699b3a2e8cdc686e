package health.keyward.example.oidc;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sample record; no patient is real. What the hospital's policy decides by is known to the app alone: whose it is, how it is labelled, who cares.
 *
 * @param confidentiality {@code N} normal, {@code R} restricted, {@code V} very restricted (HL7)
 * @param ours whether whoever looks is on the care team; a real app keeps the team's ids
 */
record PatientRecord(String id, String patient, String unit, String confidentiality, boolean ours, String note) {
    static final List<PatientRecord> ALL = List.of(
            new PatientRecord(
                    "sample-1", "Sample patient 1", "Ward A", "N", true, "Recovering well. Discharge on Friday."),
            new PatientRecord(
                    "sample-2", "Sample patient 2", "Ward A", "V", true, "Very restricted part of the record."),
            new PatientRecord("sample-3", "Sample patient 3", "Ward Z", "N", false, "In the care of others."),
            new PatientRecord("sample-4", "Sample patient 4", "Ward Z", "N", false, "Also in the care of others."));

    static Optional<PatientRecord> of(String id) {
        return ALL.stream().filter(record -> record.id().equals(id)).findFirst();
    }

    Map<String, Object> properties(String reader) {
        return Map.of(
                "patient",
                id,
                "unit",
                unit,
                "care_team",
                ours ? List.of(reader) : List.of(),
                "confidentiality",
                confidentiality,
                "sensitivity",
                List.of(),
                "consent",
                Map.of("purposes", List.of("TREAT"), "denied_subjects", List.of(), "denied_units", List.of()));
    }
}
