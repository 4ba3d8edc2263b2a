"""Maps as the server draws them: whole without a script, on paper as on screen."""
