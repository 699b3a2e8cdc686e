package health.keyward.it;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.local.house.DemoPerson;
import health.keyward.local.house.MailSink;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An account as the engine leaves it that nobody used; {@link InactivityTest} proves that it does. */
public final class ClosedAccount {
    private static final Pattern LINK = Pattern.compile("http\\S+/keyward/inactivity/return\\?code=([0-9a-f]+)");
    private static final String SUBJECT = "Open your account again";

    private ClosedAccount() {}

    /** Five days ago, because nobody used it. */
    public static void close(DemoPerson person) {
        close(person, "IDLE", 5);
    }

    /** A new manager and somebody of theirs whose account is closed. */
    public record Managed(DemoPerson manager, DemoPerson person) {
        public static Managed made() {
            Managed both = new Managed(Staff.hire("manages", "nurse"), Staff.hire("managed", "nurse"));
            setManager(both.person(), both.manager());
            close(both.person());
            return both;
        }
    }

    /** Somebody whose account is closed and archived, and a role that was taken. */
    public record Kept(DemoPerson person, String role) {
        public static Kept made(String name) {
            String role = Staff.fresh("it-" + name);
            Staff.boss().make("hospital/roles", Map.of("name", role, "description", "Made by a test"));
            Kept made = new Kept(Staff.hire(name, "nurse"), role);
            keep(close(made.person(), "IDLE", 31), role);
            return made;
        }

        public boolean holdsItAgain() {
            return Database.number(
                            "SELECT count(*) FROM user_role_mapping m JOIN keycloak_role r ON r.id = m.role_id WHERE"
                                    + " m.user_id = ? AND r.name = '" + role + "'",
                            Staff.idOf(person.username()))
                    == 1;
        }
    }

    /** As archiving leaves it. */
    static void keep(String id, String role) {
        Database.run("INSERT INTO kw_dormancy_kept (realm_id, user_id, kind, id, name, at) SELECT r.realm_id, '" + id
                + "', 'ROLE', r.id, r.name, now() FROM keycloak_role r JOIN realm m ON m.id = r.realm_id WHERE m.name ="
                + " 'hospital' AND NOT r.client_role AND r.name = '" + role + "'");
    }

    /** As a date is typed in English. */
    public static String trainedToday() {
        return DateTimeFormatter.ofPattern("M/d/yyyy", Locale.ENGLISH).format(LocalDate.now(ZoneOffset.UTC));
    }

    static void setManager(DemoPerson person, DemoPerson manager) {
        String id = Staff.idOf(person.username());
        ObjectNode user = (ObjectNode) Staff.chief().get("hospital/users/" + id);
        user.withObject("attributes").putArray("manager").add(manager.username());
        Staff.chief().put("hospital/users/" + id, user);
    }

    /** The one that was mailed last. */
    public static URI mailedLink(DemoPerson person) {
        return link(mails(person).getLast());
    }

    public static boolean isOpen(DemoPerson person) {
        return isEnabled(Staff.idOf(person.username()));
    }

    static boolean isEnabled(String id) {
        return Staff.boss().get("hospital/users/" + id).path("enabled").asBoolean();
    }

    /** @return id of the person */
    static String close(DemoPerson person, String cause, int days) {
        String id = Staff.idOf(person.username());
        enable(id, false);
        Database.run("INSERT INTO kw_dormancy (realm_id, user_id, step, since, cause, policy) SELECT id, '" + id
                + "', 'DISABLED', now() - interval '" + days + " days', '" + cause
                + "', 'it-closed' FROM realm WHERE name = 'hospital'");
        return id;
    }

    static void enable(String id, boolean enabled) {
        ObjectNode user = (ObjectNode) Staff.chief().get("hospital/users/" + id);
        user.put("enabled", enabled);
        Staff.chief().put("hospital/users/" + id, user);
    }

    static List<MailSink.Message> mails(DemoPerson person) {
        String address = Staff.boss()
                .get("hospital/users/" + Staff.idOf(person.username()))
                .path("email")
                .asText();
        return Ward.house().mail().messages().stream()
                .filter(mail -> mail.to().contains(address) && mail.subject().startsWith(SUBJECT))
                .toList();
    }

    static URI link(MailSink.Message mail) {
        Matcher link = LINK.matcher(mail.text());
        if (!link.find()) {
            throw new AssertionError("no link in " + mail.subject());
        }
        Staff.SECRETS.add(link.group(1));
        return URI.create(link.group());
    }
}
