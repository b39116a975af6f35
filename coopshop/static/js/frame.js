// What every page may have: a form that is sent once, rows of a slip.

import "./lines.js";
import "./once.js";
