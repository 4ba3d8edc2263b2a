import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.rdf4j.query.parser.sparql.SPARQLParser;
import org.eclipse.rdf4j.rio.RDFFormat;
import org.eclipse.rdf4j.rio.Rio;
import org.eclipse.rdf4j.rio.RDFParser;
import org.eclipse.rdf4j.rio.helpers.AbstractRDFHandler;
import org.eclipse.rdf4j.model.Statement;

/** Reads a dump and each query of a folder with the readers of RDF4J, which GraphDB has too; tells how many. */
public class Rdf4jReading {
    public static void main(String[] args) throws Exception {
        long[] statements = {0};
        RDFParser reader = Rio.createParser(RDFFormat.NQUADS);
        reader.setRDFHandler(new AbstractRDFHandler() {
            @Override
            public void handleStatement(Statement statement) {
                statements[0]++;
            }
        });
        try (InputStream input = Files.newInputStream(Path.of(args[0]))) {
            reader.parse(input, "");
        }
        int queries = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(args[1]), "*.rq")) {
            for (Path file : files) {
                new SPARQLParser().parseQuery(Files.readString(file), null);
                queries++;
            }
        }
        System.out.println(statements[0] + " " + queries);
    }
}
