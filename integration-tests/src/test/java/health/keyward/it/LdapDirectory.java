package health.keyward.it;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.directory.api.ldap.model.entry.DefaultEntry;
import org.apache.directory.api.ldap.model.entry.DefaultModification;
import org.apache.directory.api.ldap.model.entry.ModificationOperation;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.name.Dn;
import org.apache.directory.server.core.api.DirectoryService;
import org.apache.directory.server.core.api.partition.Partition;
import org.apache.directory.server.core.factory.DefaultDirectoryServiceFactory;
import org.apache.directory.server.ldap.LdapServer;
import org.apache.directory.server.protocol.shared.transport.TcpTransport;

/**
 * ApacheDS with its schema and its access control, over real LDAP on this machine alone. Accounts have their state in the attribute of a directory of Windows,
 * because that is the one Keycloak knows to write.
 */
final class LdapDirectory implements AutoCloseable {
    static final String BASE = "dc=lindenfield,dc=example";
    /** Whom Keycloak signs in as: may read and change people, as far as no entry forbids it. */
    static final String KEYCLOAK = "cn=keycloak," + BASE;

    private static final String STATE = "userAccountControl";
    private static final String MAY_CHANGE =
            "{ identificationTag \"keycloak\", precedence 10, authenticationLevel simple,"
                    + " itemOrUserFirst userFirst: { userClasses { name { \"" + KEYCLOAK + "\" } }, userPermissions { {"
                    + " protectedItems { entry, allUserAttributeTypesAndValues, allUserAttributeTypes }, grantsAndDenials {"
                    + " grantRead, grantBrowse, grantReturnDN, grantFilterMatch, grantCompare, grantDiscloseOnError, grantModify,"
                    + " grantAdd, grantRemove } } } } }";
    private static final String NOBODY_CHANGES =
            "{ identificationTag \"closed\", precedence 20, authenticationLevel none,"
                    + " itemOrUserFirst userFirst: { userClasses { allUsers }, userPermissions { { protectedItems { entry,"
                    + " allUserAttributeTypesAndValues }, grantsAndDenials { denyModify, denyAdd, denyRemove } } } } }";

    private final DirectoryService service;
    private final LdapServer server = new LdapServer();
    /** At a port that is free. */
    private final TcpTransport transport = new TcpTransport("127.0.0.1", 0);

    private final Path folder;
    private final String password;

    private LdapDirectory(String password) throws Exception {
        this.password = password;
        DefaultDirectoryServiceFactory factory = new DefaultDirectoryServiceFactory();
        factory.init(Staff.fresh("directory"));
        service = factory.getDirectoryService();
        folder = service.getInstanceLayout().getInstanceDirectory().toPath();
        Partition people = factory.getPartitionFactory()
                .createPartition(
                        service.getSchemaManager(),
                        service.getDnFactory(),
                        "lindenfield",
                        BASE,
                        100,
                        new File(service.getInstanceLayout().getPartitionsDirectory(), "lindenfield"));
        service.addPartition(people);
        service.setAllowAnonymousAccess(false);
        service.setAccessControlEnabled(true);
        schema();
        add(
                BASE,
                "objectClass: top",
                "objectClass: domain",
                "dc: lindenfield",
                "administrativeRole: accessControlSpecificArea");
        add(
                "cn=rights," + BASE,
                "objectClass: top",
                "objectClass: subentry",
                "objectClass: accessControlSubentry",
                "cn: rights",
                "subtreeSpecification: {}",
                "prescriptiveACI: " + MAY_CHANGE);
        add(KEYCLOAK, "objectClass: top", "objectClass: person", "cn: keycloak", "sn: K", "userPassword: " + password);
    }

    /** @param password of {@link #KEYCLOAK} */
    static LdapDirectory opened(String password) throws Exception {
        LdapDirectory directory = new LdapDirectory(password);
        directory.server.setDirectoryService(directory.service);
        directory.server.setTransports(directory.transport);
        directory.server.start();
        return directory;
    }

    private void schema() throws LdapException {
        type("1.2.840.113556.1.4.8", STATE);
        type("1.2.840.113556.1.4.96", "pwdLastSet");
        add(
                "m-oid=1.3.6.1.4.1.55555.1,ou=objectClasses,cn=other,ou=schema",
                "objectClass: top",
                "objectClass: metaTop",
                "objectClass: metaObjectClass",
                "m-oid: 1.3.6.1.4.1.55555.1",
                "m-name: accountWithState",
                "m-supObjectClass: top",
                "m-typeObjectClass: AUXILIARY",
                "m-may: " + STATE,
                "m-may: pwdLastSet");
    }

    private void type(String oid, String name) throws LdapException {
        add(
                "m-oid=" + oid + ",ou=attributeTypes,cn=other,ou=schema",
                "objectClass: top",
                "objectClass: metaTop",
                "objectClass: metaAttributeType",
                "m-oid: " + oid,
                "m-name: " + name,
                "m-syntax: 1.3.6.1.4.1.1466.115.121.1.27",
                "m-equality: integerMatch",
                "m-singleValue: TRUE");
    }

    private void add(String dn, Object... lines) throws LdapException {
        service.getAdminSession()
                .add(new DefaultEntry(service.getSchemaManager(), new Dn(service.getSchemaManager(), dn), lines));
    }

    int port() {
        return ((InetSocketAddress) transport.getAcceptor().getLocalAddress()).getPort();
    }

    void unit(String name) throws LdapException {
        add("ou=" + name + "," + BASE, "objectClass: top", "objectClass: organizationalUnit", "ou: " + name);
    }

    /** @param closed whether the directory lets nobody change the entry */
    void person(String name, String unit, String password, String state, boolean closed) throws LdapException {
        List<String> lines = List.of(
                "objectClass: top",
                "objectClass: person",
                "objectClass: organizationalPerson",
                "objectClass: inetOrgPerson",
                "objectClass: accountWithState",
                "uid: " + name,
                "cn: Test",
                "sn: Person",
                "mail: " + name + "@lindenfield.example",
                "userPassword: " + password,
                "pwdLastSet: 133000000000000000",
                STATE + ": " + state);
        Stream<String> rights = closed ? Stream.of("entryACI: " + NOBODY_CHANGES) : Stream.of();
        add(dn(name, unit), Stream.concat(lines.stream(), rights).toArray());
    }

    /** A group of that name with Keycloak in it, because none may be empty. */
    void group(String name, String unit) throws LdapException {
        add(groupDn(name, unit), "objectClass: top", "objectClass: groupOfNames", "cn: " + name, "member: " + KEYCLOAK);
    }

    void adds(String person, String unit, String group) throws LdapException {
        changes(ModificationOperation.ADD_ATTRIBUTE, person, unit, group);
    }

    void removes(String person, String unit, String group) throws LdapException {
        changes(ModificationOperation.REMOVE_ATTRIBUTE, person, unit, group);
    }

    private void changes(ModificationOperation what, String person, String unit, String group) throws LdapException {
        service.getAdminSession()
                .modify(
                        new Dn(service.getSchemaManager(), group),
                        new DefaultModification(what, "member", dn(person, unit)));
    }

    static String groupDn(String name, String unit) {
        return "cn=" + name + ",ou=" + unit + "," + BASE;
    }

    /**
     * Keycloak's own LDAP provider for the people of a unit.
     *
     * @return its id
     */
    String federated(String unit, String editMode) {
        Map<String, String> config = new HashMap<>(Map.of(
                "vendor", "other",
                "connectionUrl", "ldap://127.0.0.1:" + port(),
                "bindDn", KEYCLOAK,
                "bindCredential", password,
                "authType", "simple",
                "usersDn", "ou=" + unit + "," + BASE,
                "usernameLDAPAttribute", "uid",
                "rdnLDAPAttribute", "uid",
                "uuidLDAPAttribute", "entryUUID",
                "userObjectClasses", "inetOrgPerson, organizationalPerson, accountWithState"));
        config.putAll(Map.of(
                "editMode", editMode,
                "enabled", "true",
                "importEnabled", "true",
                "syncRegistrations", "false",
                "trustEmail", "true",
                "pagination", "false",
                "searchScope", "1"));
        return component(
                Map.of(
                        "name",
                        Staff.fresh("it-" + unit),
                        "providerId",
                        "ldap",
                        "providerType",
                        "org.keycloak.storage.UserStorageProvider"),
                config);
    }

    /** @return its id */
    static String mapped(String federation, String mapper, Map<String, String> config) {
        return component(
                Map.of(
                        "name",
                        mapper,
                        "parentId",
                        federation,
                        "providerId",
                        mapper,
                        "providerType",
                        "org.keycloak.storage.ldap.mappers.LDAPStorageMapper"),
                config);
    }

    private static String component(Map<String, String> what, Map<String, String> config) {
        Map<String, Object> whole = new HashMap<>(what);
        Map<String, List<String>> lists = new HashMap<>();
        config.forEach((key, value) -> lists.put(key, List.of(value)));
        whole.put("config", lists);
        return Staff.boss().make("hospital/components", whole);
    }

    /** What the directory itself says of the account. */
    String state(String name, String unit) throws LdapException {
        return service.getAdminSession()
                .lookup(new Dn(service.getSchemaManager(), dn(name, unit)))
                .get(STATE)
                .getString();
    }

    private static String dn(String name, String unit) {
        return "uid=" + name + ",ou=" + unit + "," + BASE;
    }

    @Override
    public void close() throws Exception {
        server.stop();
        service.shutdown();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                delete(file);
            }
        }
    }

    private static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }
}
