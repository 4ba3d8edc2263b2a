"""What an office keeps beside the graph: reports, the draft of the next graph, people, the journal."""
