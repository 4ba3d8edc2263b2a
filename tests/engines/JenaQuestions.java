import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.TDB2Factory;

/** Loads a dump into TDB2, the store of Fuseki, and writes the answer to each query of a folder beside it. */
public class JenaQuestions {
    public static void main(String[] args) throws Exception {
        Dataset data = TDB2Factory.createDataset();
        Txn.executeWrite(data, () -> RDFDataMgr.read(data, args[0]));
        try (DirectoryStream<Path> queries = Files.newDirectoryStream(Path.of(args[1]), "*.rq")) {
            for (Path query : queries) {
                String text = Files.readString(query);
                Path answer = query.resolveSibling(query.getFileName().toString().replace(".rq", ".srj"));
                Txn.executeRead(data, () -> {
                    try (OutputStream output = Files.newOutputStream(answer);
                            QueryExecution asked = QueryExecutionFactory.create(text, data)) {
                        ResultSetFormatter.outputAsJSON(output, asked.execSelect());
                    } catch (java.io.IOException error) {
                        throw new java.io.UncheckedIOException(error);
                    }
                });
            }
        }
    }
}
