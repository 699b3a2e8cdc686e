package health.keyward.audit.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The codes of one AuditEvent, after DICOM PS3.16 (DCM), FHIR R4 and IHE BALP. */
record FhirCodes(Map<String, Object> type, List<Map<String, Object>> subtype, String action) {
    static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
    static final String REST = "http://terminology.hl7.org/CodeSystem/audit-event-type";
    static final String INTERACTION = "http://hl7.org/fhir/restful-interaction";
    static final String LIFECYCLE = "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle";
    static final String IHE = "urn:ihe:event-type-code";
    /** What has no code elsewhere stands under its own word. */
    static final String OWN = "urn:keyward:event";

    private static final Set<String> TOKENS =
            Set.of("CODE_TO_TOKEN", "REFRESH_TOKEN", "TOKEN_EXCHANGE", "CLIENT_LOGIN", "OAUTH2_DEVICE_CODE_TO_TOKEN");
    private static final Set<String> SIGN_INS = Set.of("LOGIN", "IDENTITY_PROVIDER_LOGIN", "IMPERSONATE");

    static FhirCodes of(Told told) {
        return switch (told.kind()) {
            case ACTIVITY, UNDONE -> activity(told);
            case CHANGE -> change(told);
            case LOOK -> look(told);
            case REFUSAL -> new FhirCodes(dcm("110113", "Security Alert"), List.of(own("refusal")), "E");
            case DECISION ->
                new FhirCodes(
                        dcm("110113", "Security Alert"), List.of(own("authorization-decision"), own(told.type())), "E");
            case ACT -> act(told);
            case MARK -> mark(told);
            case UNREADABLE ->
                new FhirCodes(dcm("110100", "Application Activity"), List.of(own("unreadable-entry")), "E");
        };
    }

    /** IHE ITI-71, Get Access Token, as the authorization server sees it. */
    static boolean issuedToken(Told told) {
        return told.kind() == Told.Kind.ACTIVITY && told.success() && TOKENS.contains(plain(told.type()));
    }

    private static FhirCodes activity(Told told) {
        String type = plain(told.type());
        Map<String, Object> authentication = dcm("110114", "User Authentication");
        if (TOKENS.contains(type)) {
            return new FhirCodes(authentication, List.of(coding(IHE, "ITI-71", "Get Access Token")), "E");
        }
        if (SIGN_INS.contains(type)) {
            return new FhirCodes(authentication, List.of(dcm("110122", "Login"), own(told.type())), "E");
        }
        if (type.equals("LOGOUT")) {
            return new FhirCodes(authentication, List.of(dcm("110123", "Logout"), own(told.type())), "E");
        }
        boolean ofThePerson = type.startsWith("UPDATE_") || type.startsWith("REMOVE_") || type.startsWith("RESET_");
        return ofThePerson
                ? new FhirCodes(
                        dcm("110113", "Security Alert"),
                        List.of(dcm("110137", "User Security Attributes Changed"), own(told.type())),
                        "U")
                : new FhirCodes(authentication, List.of(own(told.type())), "E");
    }

    private static FhirCodes change(Told told) {
        return switch (told.type()) {
            case "CREATE" -> rest("create", "C");
            case "UPDATE" -> rest("update", "U");
            case "DELETE" -> rest("delete", "D");
            default -> rest("operation", "E");
        };
    }

    private static FhirCodes look(Told told) {
        return told.type().equals("ASKED")
                ? rest("search", "E")
                : new FhirCodes(
                        dcm("110106", "Export"),
                        List.of(coding(LIFECYCLE, "disclose", "Disclose Record Lifecycle Event"), own(told.type())),
                        "R");
    }

    /** Emergency access begins and ends with the pair of codes that DICOM has for it. */
    private static FhirCodes act(Told told) {
        Map<String, Object> own = own(told.type());
        List<Map<String, Object>> subtype = !"breakglass".equals(told.fact("room"))
                ? List.of(own)
                : switch (told.type()) {
                    case "GRANT_STARTED" -> List.of(dcm("110127", "Emergency Override Started"), own);
                    case "GRANT_ENDED" -> List.of(dcm("110138", "Emergency Override Stopped"), own);
                    default -> List.of(own);
                };
        return new FhirCodes(dcm("110113", "Security Alert"), subtype, "E");
    }

    private static FhirCodes mark(Told told) {
        Map<String, Object> activity = dcm("110100", "Application Activity");
        return switch (told.type()) {
            case "BOOT" -> new FhirCodes(activity, List.of(dcm("110120", "Application Start")), "E");
            case "SHUTDOWN" -> new FhirCodes(activity, List.of(dcm("110121", "Application Stop")), "E");
            default ->
                Gravity.cef(told) >= 7
                        ? new FhirCodes(dcm("110113", "Security Alert"), List.of(own(told.type())), "E")
                        : new FhirCodes(activity, List.of(own(told.type())), "E");
        };
    }

    private static FhirCodes rest(String interaction, String action) {
        return new FhirCodes(
                coding(REST, "rest", "RESTful Operation"),
                List.of(coding(INTERACTION, interaction, interaction)),
                action);
    }

    static Map<String, Object> dcm(String code, String display) {
        return coding(DCM, code, display);
    }

    static Map<String, Object> coding(String system, String code, String display) {
        Map<String, Object> coding = new LinkedHashMap<>();
        coding.put("system", system);
        coding.put("code", code);
        coding.put("display", display);
        return coding;
    }

    /** A failure is the same event with another outcome. */
    private static String plain(String type) {
        return type.endsWith("_ERROR") ? type.substring(0, type.length() - "_ERROR".length()) : type;
    }

    private static Map<String, Object> own(String word) {
        Map<String, Object> coding = new LinkedHashMap<>();
        coding.put("system", OWN);
        coding.put("code", word.replaceAll("[^!-~]", "-"));
        return coding;
    }
}
