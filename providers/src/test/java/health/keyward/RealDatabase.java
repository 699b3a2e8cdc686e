package health.keyward;

import health.keyward.pack.KeywardEntities;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;

/** A real PostgreSQL with the real changelog and those tables of Keycloak that the room reads, as Keycloak names them. One for all tests. */
public final class RealDatabase {
    private static final String KEYCLOAK = """
        CREATE TABLE REALM (ID varchar(36) PRIMARY KEY, NAME varchar(255), DEFAULT_ROLE varchar(255));
        CREATE TABLE USER_ENTITY (ID varchar(36) PRIMARY KEY, REALM_ID varchar(255), USERNAME varchar(255), FIRST_NAME varchar(255),
          LAST_NAME varchar(255), EMAIL varchar(255), ENABLED boolean DEFAULT true, CREATED_TIMESTAMP bigint,
          SERVICE_ACCOUNT_CLIENT_LINK varchar(255), FEDERATION_LINK varchar(255));
        CREATE TABLE USER_ATTRIBUTE (ID varchar(36), USER_ID varchar(36), NAME varchar(255), VALUE varchar(255));
        CREATE TABLE KEYCLOAK_GROUP (ID varchar(36) PRIMARY KEY, NAME varchar(255), PARENT_GROUP varchar(36) NOT NULL, REALM_ID varchar(36));
        CREATE TABLE GROUP_ATTRIBUTE (ID varchar(36) PRIMARY KEY, NAME varchar(255) NOT NULL, VALUE varchar(255), GROUP_ID varchar(36) NOT NULL);
        CREATE TABLE EVENT_ENTITY (ID varchar(36) PRIMARY KEY, CLIENT_ID varchar(255), DETAILS_JSON varchar(2550), ERROR varchar(255),
          IP_ADDRESS varchar(255), REALM_ID varchar(255), SESSION_ID varchar(255), EVENT_TIME bigint, TYPE varchar(255),
          USER_ID varchar(255), DETAILS_JSON_LONG_VALUE text);
        CREATE TABLE USER_GROUP_MEMBERSHIP (GROUP_ID varchar(36), USER_ID varchar(36));
        CREATE TABLE KEYCLOAK_ROLE (ID varchar(36) PRIMARY KEY, CLIENT_ROLE boolean DEFAULT false NOT NULL, NAME varchar(255),
          REALM_ID varchar(255), CLIENT varchar(36));
        CREATE TABLE ROLE_ATTRIBUTE (ID varchar(36) PRIMARY KEY, ROLE_ID varchar(36) NOT NULL, NAME varchar(255) NOT NULL, VALUE varchar(255));
        CREATE TABLE COMPOSITE_ROLE (COMPOSITE varchar(36) NOT NULL, CHILD_ROLE varchar(36) NOT NULL, PRIMARY KEY (COMPOSITE, CHILD_ROLE));
        CREATE TABLE USER_ROLE_MAPPING (ROLE_ID varchar(255) NOT NULL, USER_ID varchar(36) NOT NULL, PRIMARY KEY (ROLE_ID, USER_ID));
        CREATE TABLE GROUP_ROLE_MAPPING (ROLE_ID varchar(36) NOT NULL, GROUP_ID varchar(36) NOT NULL, PRIMARY KEY (ROLE_ID, GROUP_ID));
        CREATE TABLE CLIENT (ID varchar(36) PRIMARY KEY, ENABLED boolean DEFAULT false NOT NULL, CLIENT_ID varchar(255),
          PUBLIC_CLIENT boolean DEFAULT false NOT NULL, REALM_ID varchar(36), PROTOCOL varchar(255), NAME varchar(255),
          BEARER_ONLY boolean DEFAULT false NOT NULL, SERVICE_ACCOUNTS_ENABLED boolean DEFAULT false NOT NULL);
        CREATE TABLE CLIENT_ATTRIBUTES (CLIENT_ID varchar(36) NOT NULL, NAME varchar(255) NOT NULL, VALUE text, PRIMARY KEY (CLIENT_ID, NAME));
        CREATE TABLE CREDENTIAL (ID varchar(36) PRIMARY KEY, TYPE varchar(255), USER_ID varchar(36), CREATED_DATE bigint, USER_LABEL varchar(255),
          SECRET_DATA text, CREDENTIAL_DATA text, PRIORITY integer);
        CREATE INDEX IDX_USER_CREDENTIAL ON CREDENTIAL (USER_ID);
        CREATE TABLE FEDERATED_IDENTITY (IDENTITY_PROVIDER varchar(255) NOT NULL, REALM_ID varchar(36), USER_ID varchar(36) NOT NULL,
          PRIMARY KEY (IDENTITY_PROVIDER, USER_ID));
        CREATE INDEX IDX_FEDIDENTITY_USER ON FEDERATED_IDENTITY (USER_ID);
        """;
    /** What fresh databases are copied from. */
    private static final String FURNISHED = "kw_furnished";

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private RealDatabase() {}

    public static Connection connect() throws SQLException {
        Connection connection = SERVER.getPostgresDatabase().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    /** A database of its own on the same server, for a test that commits what nobody may delete. */
    public static DataSource fresh() {
        return made(FURNISHED);
    }

    private static DataSource made(String template) {
        try {
            String name = "kw" + DATABASES.incrementAndGet();
            try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
            }
            return SERVER.getDatabase("postgres", name);
        } catch (Exception e) {
            throw new IllegalStateException("a database could not be made", e);
        }
    }

    /** Every byte of a database as it is now, in a database of its own. Nobody may be connected to it. */
    public static DataSource copyOf(DataSource database) {
        String name;
        try (Connection connection = database.getConnection()) {
            name = connection.getCatalog();
        } catch (SQLException e) {
            throw new IllegalStateException("a database without a name", e);
        }
        return made(name);
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.start();
            try (Connection connection = server.getPostgresDatabase().getConnection()) {
                try (var statement = connection.createStatement()) {
                    statement.execute("CREATE DATABASE " + FURNISHED);
                }
                furnish(connection);
            }
            try (Connection connection =
                    server.getDatabase("postgres", FURNISHED).getConnection()) {
                furnish(connection);
            }
            return server;
        } catch (Exception e) {
            throw new IllegalStateException("the database for the tests did not start", e);
        }
    }

    private static void furnish(Connection connection) throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute(KEYCLOAK);
        }
        var database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
        new Liquibase(KeywardEntities.CHANGELOG, new ClassLoaderResourceAccessor(), database).update(new Contexts());
    }
}
