import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trino.Session;
import io.trino.spi.HostAddress;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorRecordSetProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorSplitManager;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.ConnectorTableVersion;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.connector.FixedSplitSource;
import io.trino.spi.connector.InMemoryRecordSet;
import io.trino.spi.connector.RecordSet;
import io.trino.spi.connector.RelationColumnsMetadata;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.transaction.IsolationLevel;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.SqlVarbinary;
import io.trino.spi.type.TimeZoneKey;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import io.trino.sql.parser.ParsingException;
import io.trino.testing.LocalQueryRunner;
import io.trino.testing.MaterializedResult;
import io.trino.testing.MaterializedRow;
import io.trino.testing.TestingSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * Answers statements as Trino does, over HTTP on this machine: POST a statement, read
 * {columns: [{name, type}], rows: [[text or null]]} or {error: {name, message}}.
 *
 * <p>Arguments: a JSON file {columns: [name], rows: [[text or null]]} for the table case_summary, the moment that now()
 * gives, and the port.
 */
public final class Oracle {
    private static final String CATALOG = "awsdatacatalog";
    private static final SchemaTableName TABLE = new SchemaTableName("case_insights", "case_summary");
    private static final int MOST_ROWS = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalQueryRunner runner;
    private final Session session;

    private Oracle(Cases cases, Instant now) {
        session = TestingSession.testSessionBuilder()
                .setCatalog(CATALOG)
                .setSchema(TABLE.getSchemaName())
                .setTimeZoneKey(TimeZoneKey.UTC_KEY)
                .setStart(now)
                .build();
        runner = LocalQueryRunner.create(session);
        runner.createCatalog(CATALOG, new CaseConnectorFactory(cases), Map.of());
    }

    public static void main(String[] arguments) throws IOException {
        Cases cases = JSON.readValue(Path.of(arguments[0]).toFile(), Cases.class);
        Oracle oracle = new Oracle(cases, Instant.parse(arguments[1]));
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[2]));
        HttpServer server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newFixedThreadPool(2));
        server.createContext("/", oracle::respond);
        server.start();
        System.out.println("listening on " + server.getAddress().getPort());
    }

    private void respond(HttpExchange exchange) throws IOException {
        try (exchange) {
            String statement = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            byte[] answer = JSON.writeValueAsBytes(answer(statement));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private Map<String, Object> answer(String statement) {
        try {
            MaterializedResult result = runner.execute(session, statement);
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("columns", columns(result));
            answer.put("rows", rows(result));
            return answer;
        } catch (ParsingException error) {
            return failure("SYNTAX_ERROR", error.getMessage());
        } catch (TrinoException error) {
            return failure(error.getErrorCode().getName(), error.getMessage());
        } catch (RuntimeException | Error error) {
            return failure("GENERIC_INTERNAL_ERROR", String.valueOf(error.getMessage()));
        }
    }

    private static Map<String, Object> failure(String name, String message) {
        return Map.of("error", Map.of("name", name, "message", String.valueOf(message)));
    }

    private static List<Map<String, String>> columns(MaterializedResult result) {
        List<Map<String, String>> columns = new ArrayList<>();
        for (int at = 0; at < result.getTypes().size(); at++) {
            Map<String, String> column = new LinkedHashMap<>();
            column.put("name", result.getColumnNames().get(at));
            column.put("type", result.getTypes().get(at).getDisplayName());
            columns.add(column);
        }
        return columns;
    }

    private static List<List<String>> rows(MaterializedResult result) {
        List<List<String>> rows = new ArrayList<>();
        for (MaterializedRow row : result.getMaterializedRows()) {
            if (rows.size() == MOST_ROWS) {
                break;
            }
            List<String> cells = new ArrayList<>();
            for (int at = 0; at < row.getFieldCount(); at++) {
                Object value = row.getField(at);
                cells.add(value == null ? null : text(result.getTypes().get(at), value));
            }
            rows.add(cells);
        }
        return rows;
    }

    /** A value as Athena prints it; NULL inside an array, a map or a row is {@code null}. */
    private static String text(Type type, Object value) {
        if (value == null) {
            return "null";
        }
        if (type instanceof ArrayType array) {
            StringJoiner joiner = new StringJoiner(", ", "[", "]");
            for (Object element : (List<?>) value) {
                joiner.add(text(array.getElementType(), element));
            }
            return joiner.toString();
        }
        if (type instanceof MapType map) {
            StringJoiner joiner = new StringJoiner(", ", "{", "}");
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                joiner.add(text(map.getKeyType(), entry.getKey()) + "=" + text(map.getValueType(), entry.getValue()));
            }
            return joiner.toString();
        }
        if (type instanceof RowType row) {
            return rowText(row, (List<?>) value);
        }
        if (value instanceof SqlVarbinary binary) {
            StringJoiner joiner = new StringJoiner(" ");
            for (byte each : binary.getBytes()) {
                joiner.add(String.format("%02x", each));
            }
            return joiner.toString();
        }
        return value.toString();
    }

    private static String rowText(RowType type, List<?> values) {
        StringJoiner joiner = new StringJoiner(", ", "{", "}");
        for (int at = 0; at < values.size(); at++) {
            RowType.Field field = type.getFields().get(at);
            joiner.add(field.getName().orElse("field" + at) + "=" + text(field.getType(), values.get(at)));
        }
        return joiner.toString();
    }

    private record Cases(List<String> columns, List<List<String>> rows) {
        List<ColumnMetadata> metadata() {
            return columns.stream()
                    .map(name -> new ColumnMetadata(name, VarcharType.VARCHAR))
                    .toList();
        }
    }

    private record CaseTable() implements ConnectorTableHandle {}

    private record CaseColumn(String name, int index) implements ColumnHandle {}

    private record CaseSplit() implements ConnectorSplit {
        @Override
        public boolean isRemotelyAccessible() {
            return true;
        }

        @Override
        public List<HostAddress> getAddresses() {
            return List.of();
        }

        @Override
        public Object getInfo() {
            return "cases";
        }
    }

    private enum CaseTransaction implements ConnectorTransactionHandle {
        ONLY
    }

    private record CaseConnectorFactory(Cases cases) implements ConnectorFactory {
        @Override
        public String getName() {
            return "cases";
        }

        @Override
        public Connector create(String catalogName, Map<String, String> config, ConnectorContext context) {
            return new CaseConnector(cases);
        }
    }

    private record CaseConnector(Cases cases) implements Connector {
        @Override
        public ConnectorTransactionHandle beginTransaction(
                IsolationLevel isolationLevel, boolean readOnly, boolean autoCommit) {
            return CaseTransaction.ONLY;
        }

        @Override
        public ConnectorMetadata getMetadata(ConnectorSession session, ConnectorTransactionHandle transaction) {
            return new CaseMetadata(cases);
        }

        @Override
        public ConnectorSplitManager getSplitManager() {
            return new ConnectorSplitManager() {
                @Override
                public ConnectorSplitSource getSplits(
                        ConnectorTransactionHandle transaction,
                        ConnectorSession session,
                        ConnectorTableHandle table,
                        DynamicFilter dynamicFilter,
                        Constraint constraint) {
                    return new FixedSplitSource(new CaseSplit());
                }
            };
        }

        @Override
        public ConnectorRecordSetProvider getRecordSetProvider() {
            return new ConnectorRecordSetProvider() {
                @Override
                public RecordSet getRecordSet(
                        ConnectorTransactionHandle transaction,
                        ConnectorSession session,
                        ConnectorSplit split,
                        ConnectorTableHandle table,
                        List<? extends ColumnHandle> columns) {
                    return records(columns);
                }
            };
        }

        private RecordSet records(List<? extends ColumnHandle> columns) {
            List<Type> types = new ArrayList<>();
            columns.forEach(column -> types.add(VarcharType.VARCHAR));
            List<List<String>> records = new ArrayList<>();
            for (List<String> row : cases.rows()) {
                List<String> record = new ArrayList<>();
                columns.forEach(column -> record.add(row.get(((CaseColumn) column).index())));
                records.add(record);
            }
            return new InMemoryRecordSet(types, records);
        }
    }

    private record CaseMetadata(Cases cases) implements ConnectorMetadata {
        @Override
        public List<String> listSchemaNames(ConnectorSession session) {
            return List.of(TABLE.getSchemaName());
        }

        @Override
        public ConnectorTableHandle getTableHandle(
                ConnectorSession session,
                SchemaTableName name,
                Optional<ConnectorTableVersion> startVersion,
                Optional<ConnectorTableVersion> endVersion) {
            return name.equals(TABLE) ? new CaseTable() : null;
        }

        @Override
        public ConnectorTableMetadata getTableMetadata(ConnectorSession session, ConnectorTableHandle table) {
            return new ConnectorTableMetadata(TABLE, cases.metadata());
        }

        @Override
        public List<SchemaTableName> listTables(ConnectorSession session, Optional<String> schema) {
            return List.of(TABLE);
        }

        @Override
        public Map<String, ColumnHandle> getColumnHandles(ConnectorSession session, ConnectorTableHandle table) {
            Map<String, ColumnHandle> handles = new LinkedHashMap<>();
            for (String name : cases.columns()) {
                handles.put(name, new CaseColumn(name, handles.size()));
            }
            return handles;
        }

        @Override
        public ColumnMetadata getColumnMetadata(
                ConnectorSession session, ConnectorTableHandle table, ColumnHandle column) {
            return cases.metadata().get(((CaseColumn) column).index());
        }

        @Override
        public Iterator<RelationColumnsMetadata> streamRelationColumns(
                ConnectorSession session, Optional<String> schema, UnaryOperator<Set<SchemaTableName>> filter) {
            List<RelationColumnsMetadata> relations = filter.apply(Set.of(TABLE)).stream()
                    .map(name -> RelationColumnsMetadata.forTable(name, cases.metadata()))
                    .toList();
            return relations.iterator();
        }
    }
}
