package health.keyward.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Named questions whose answers the SAML sample app is told in an attribute. */
public final class PharmacyQuestions {
    /** As the attribute is called. */
    public static final String ATTRIBUTE = "keyward_permitted";

    private static final String NAME = "permitted, for a test";

    private PharmacyQuestions() {}

    /** @param questions as the mapper takes them */
    public static void whileAsked(String questions, Runnable meanwhile) {
        String mappers =
                Staff.REALM + "/clients/" + Staff.clientUuid(Staff.boss(), "pharmacy") + "/protocol-mappers/models";
        Staff.boss()
                .make(
                        mappers,
                        Map.of(
                                "name",
                                NAME,
                                "protocol",
                                "saml",
                                "protocolMapper",
                                "keyward-saml-permitted",
                                "config",
                                Map.of(
                                        "attribute.name",
                                        ATTRIBUTE,
                                        "attribute.nameformat",
                                        "Basic",
                                        "keyward.questions",
                                        questions)));
        try {
            meanwhile.run();
        } finally {
            for (JsonNode mapper : Staff.boss().get(mappers)) {
                if (mapper.path("name").asText().equals(NAME)) {
                    Staff.boss().delete(mappers + "/" + mapper.path("id").asText());
                }
            }
        }
    }
}
