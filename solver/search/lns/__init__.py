"""Large neighbourhood search: free a part of the plan, solve it, accept it if it is no worse."""
